"""Papers on the screen and out of the printer: one preview for every form, list and label."""
