"""Each posterior is the next prior: a reward moves mean and variance by a gain."""

import math
from dataclasses import dataclass


@dataclass
class Belief:
    mean: float
    variance: float

    def sample(self, z: float) -> float:
        return self.mean + math.sqrt(self.variance) * z

    def learn(self, reward: float, noise: float) -> None:
        gain = self.variance / (self.variance + noise)
        self.mean += gain * (reward - self.mean)
        self.variance *= noise / (self.variance + noise)


def thompson(rewards, normals, prior_mean, prior_sd, noise_sd):
    beliefs = [Belief(prior_mean, prior_sd * prior_sd) for _ in range(rewards.shape[1])]
    arms = []
    for paid, draws in zip(rewards.tolist(), normals.tolist(), strict=True):
        samples = [belief.sample(z) for belief, z in zip(beliefs, draws, strict=True)]
        arm = samples.index(max(samples))
        beliefs[arm].learn(paid[arm], noise_sd * noise_sd)
        arms.append(arm)
    return {
        "arms": arms,
        "means": [belief.mean for belief in beliefs],
        "sds": [math.sqrt(belief.variance) for belief in beliefs],
    }
