"""R1, the reference network of scenarios/bench/r1.yaml, in SimPy.

Prints one line of JSON: events (arrivals + ends of stays + admissions from waiting lists), CPU
seconds of the run alone, and the mean census of each level, to be held against stepdown's.
"""

import json
import math
import random
import sys
import time

import simpy

HORIZON = 3650.0
RATE = 6.0
FIRST = [("inpatient", 0.50), ("php", 0.15), ("iop", 0.25), ("op", 0.10)]
PLACES = {"inpatient": 106, "php": 78, "iop": 454, "op": 940}
NEXT = {
    "inpatient": [("php", 0.45), ("iop", 0.25), ("op", 0.10), ("community", 0.195), ("died", 0.005)],
    "php": [("iop", 0.65), ("op", 0.15), ("inpatient", 0.08), ("community", 0.12)],
    "iop": [("op", 0.60), ("php", 0.05), ("inpatient", 0.05), ("community", 0.30)],
    "op": [("aftercare", 0.55), ("iop", 0.08), ("inpatient", 0.03), ("community", 0.34)],
    "aftercare": [("recovered", 0.60), ("community", 0.40)],
    "community": [("inpatient", 0.35), ("iop", 0.25), ("op", 0.15), ("recovered", 0.25)],
}
DRAW = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 1)


def lognormal(mean, cv):
    sigma = math.sqrt(math.log1p(cv * cv))
    mu = math.log(mean) - sigma * sigma / 2
    return lambda: DRAW.lognormvariate(mu, sigma)


TIME = {
    "inpatient": lambda: DRAW.gammavariate(2, 6),
    "php": lambda: DRAW.gammavariate(2, 7),
    "iop": lognormal(42, 0.6),
    "op": lognormal(90, 0.8),
    "aftercare": lambda: DRAW.expovariate(1 / 180),
    "community": lambda: DRAW.weibullvariate(200, 0.7),
}


def choose(shares):
    u = DRAW.random()
    for name, share in shares:
        u -= share
        if u < 0:
            return name
    return shares[-1][0]


class Network:
    def __init__(self):
        self.env = simpy.Environment()
        self.places = {n: simpy.Resource(self.env, c) for n, c in PLACES.items()}
        self.events = 0
        self.stay_days = dict.fromkeys(TIME, 0.0)

    def patient(self, state):
        env = self.env
        while state in TIME:
            request = None
            if state in self.places:
                request = self.places[state].request()
                if not request.triggered:
                    yield request
                    self.events += 1
            stay = TIME[state]()
            self.stay_days[state] += min(stay, HORIZON - env.now)
            yield env.timeout(stay)
            self.events += 1
            if request is not None:
                self.places[state].release(request)
            state = choose(NEXT[state])

    def arrivals(self):
        while True:
            yield self.env.timeout(DRAW.expovariate(RATE))
            self.events += 1
            self.env.process(self.patient(choose(FIRST)))


network = Network()
network.env.process(network.arrivals())
began = time.process_time()
network.env.run(until=HORIZON)
seconds = time.process_time() - began
print(
    json.dumps(
        {
            "events": network.events,
            "cpu_seconds": seconds,
            "mean_census": {n: d / HORIZON for n, d in network.stay_days.items()},
        }
    )
)
