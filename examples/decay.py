import json, math, sys

def error(p):
    """Mean squared error of y = a * exp(-b * t) at four measurements."""
    measured = [(0, 2.0), (1, 1.21), (2, 0.74), (4, 0.27)]
    return sum((p["a"] * math.exp(-p["b"] * t) - y) ** 2 for t, y in measured) / len(measured)

for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = {"error": error(request["parameters"])}
    except Exception as problem:
        answer = {"failure": str(problem)}
    print(json.dumps({"id": request["id"], **answer}), flush=True)
