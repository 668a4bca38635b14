"""x"""
def told(s): return []
