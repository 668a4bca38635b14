"""winsim: how small wins spread through an organisation."""
