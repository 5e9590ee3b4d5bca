# mypy: disable-error-code="no-any-return"
"""The standard normal distribution, which GELU is made of: density phi and distribution Phi.

NumPy has no error function, so Phi is computed here from

    Phi(-y) = erfc(y / sqrt 2) / 2,    erfc(z) = t exp(-z² + h(t)),    t = 2 / (2 + z),  z >= 0,

where h is smooth on 0 < t <= 1 and is given by the Chebyshev coefficients below (computed with
50 digits; the first left out is below 1e-17). One formula serves every n, tails included, and
complex n near the real axis.
"""

import math

import numpy as np

from .arrays import Array

# h(t) = sum of c_k T_k(2t - 1)
CHEBYSHEV = (
    -0.6513268598908547,
    0.6419697923564902,
    0.019476473204185836,
    -0.009561514786808632,
    -0.0009465953444820369,
    0.00036683949785276145,
    4.252332480690777e-05,
    -2.0278578112534242e-05,
    -1.6242900046470256e-06,
    1.3036558355805232e-06,
    1.5626441722066142e-08,
    -8.523809591492654e-08,
    6.5290544390988515e-09,
    5.059343495551469e-09,
    -9.91364156493033e-10,
    -2.273651222931836e-10,
    9.646791102015527e-11,
    2.3940380830391146e-12,
    -6.886027526497553e-12,
    8.944879273090725e-13,
    3.130921399342958e-13,
    -1.1270822361367252e-13,
    3.810905255189232e-16,
    7.106097613609237e-15,
    -1.5230282014571043e-15,
    -9.457494571291233e-17,
    1.210237189224279e-16,
    -2.816663087747177e-17,
)

FAR = 40.0  # beyond this many standard deviations phi and the tail of Phi are 0 in float64


def normal_density(n: Array) -> Array:
    """The density phi(n) = e^(-n²/2) / sqrt(2 pi), elementwise.

    Examples
    --------
    >>> float(normal_density(np.array(0.0))).__format__(".6f")
    '0.398942'
    """
    y = np.minimum(np.where(n < 0, -n, n), FAR)
    return np.exp(-y * y / 2) / math.sqrt(2 * math.pi)


def normal_cdf(n: Array) -> Array:
    """The distribution function Phi(n), the part of a normal population below n, elementwise.

    Examples
    --------
    >>> normal_cdf(np.array([-1.0, 0.0, 1.0])).round(6)
    array([0.158655, 0.5     , 0.841345])
    """
    y = np.minimum(np.where(n < 0, -n, n), FAR)
    z = y / math.sqrt(2)
    t = 2 / (2 + z)
    s = 2 * (2 * t - 1)
    b1 = b2 = np.zeros_like(s)
    for c in CHEBYSHEV[:0:-1]:  # Clenshaw's recurrence for a sum of Chebyshev polynomials
        b1, b2 = s * b1 - b2 + c, b1
    h = s / 2 * b1 - b2 + CHEBYSHEV[0]
    tail = t * np.exp(h - z * z) / 2
    return np.where(n < 0, tail, 1 - tail)
