"""What the tour shows: pages, dialogs, paper, and the books it shows them on."""
