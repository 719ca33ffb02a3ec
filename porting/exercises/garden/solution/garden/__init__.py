"""What a garden club knows of beds."""
