"""隐患: from the finding to the close-out, the 整改通知书 with its 回执, and the rate of it all."""
