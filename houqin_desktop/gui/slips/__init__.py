"""What every page with slips has: lists beside the chosen slip, its boxes, its next step."""
