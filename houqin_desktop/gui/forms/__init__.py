"""Entry forms: fields, pickers and the dialog that holds them."""
