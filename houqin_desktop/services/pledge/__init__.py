"""Responsibility letters (责任状): tenants, texts, letters, who has signed and who has not."""
