"""The mathematics of *Neural Networks at a Glance*, small enough to be read with the book.

Everything optimises a scalar function F(x) of a parameter vector x; `import nn_core` needs
NumPy alone, and the pictures and figures load with `nn_core.plots` and `nn_core.widgets`.
"""
