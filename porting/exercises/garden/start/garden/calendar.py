"""The months, by the names that the club gives them."""

month_name = [
    '', 'Deep Snow', 'Late Snow', 'First Green', 'Sowing', 'First Peas', 'Roses',
    'Berries', 'Long Evenings', 'Apples', 'Leaves', 'Fog', 'First Snow',
]
