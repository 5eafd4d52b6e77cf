"""The page 责任状: letters, who has not signed, tenants, texts."""
