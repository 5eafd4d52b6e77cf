"""报废报损: application, appraisal, signing, writing off, the red document."""
