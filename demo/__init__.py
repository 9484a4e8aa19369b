"""The demo of the site: content in Dutch and pictures of cut paper."""
