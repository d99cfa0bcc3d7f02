"""Trains the small GPT of the examples by gradients, and exports it as ONNX.

    ./evoka generate-data skills skills.jsonl --samples 60000 --seed 7
    python3 pretrain.py skills.jsonl gpt-skills.onnx

Needs PyTorch (1.13 or newer). A token is a byte below 128. The export is a recipe for models of your own: weights stay
initializers with the names of the parameters, since nothing is folded, and batch and length stay free.
"""
import json
import math
import sys

import torch
from torch import nn
from torch.nn import functional

LAYERS, WIDTH, HEADS, CONTEXT, TOKENS = 3, 64, 4, 104, 128
STEPS, ENOUGH, BATCH, RATE = 5000, 2000, 64, 3e-3
PROMPT_WEIGHT = 0.1


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1 = nn.LayerNorm(WIDTH)
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.projection = nn.Linear(WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)

    def heads(self, x):
        return x.reshape(x.shape[0], -1, HEADS, WIDTH // HEADS).transpose(1, 2)

    def forward(self, x, mask):
        query, key, value = (self.heads(part) for part in self.qkv(self.norm1(x)).split(WIDTH, dim=2))
        scores = query @ key.transpose(2, 3) / math.sqrt(WIDTH // HEADS) + mask
        seen = (scores.softmax(-1) @ value).transpose(1, 2).reshape(x.shape[0], -1, WIDTH)
        x = x + self.projection(seen)
        return x + self.down(functional.gelu(self.up(self.norm2(x))))


class Gpt(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens = nn.Embedding(TOKENS, WIDTH)
        self.positions = nn.Embedding(CONTEXT, WIDTH)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.norm = nn.LayerNorm(WIDTH)
        self.head = nn.Linear(WIDTH, TOKENS, bias=False)
        for parameter in self.parameters():
            if parameter.dim() > 1:
                nn.init.normal_(parameter, 0, 0.02 if parameter.shape[0] in (TOKENS, CONTEXT) else WIDTH**-0.5)

    def forward(self, input_ids):
        places = torch.arange(input_ids.shape[1])
        mask = torch.where(places[None, :] > places[:, None], -1e9, 0.0)
        x = self.tokens(input_ids) + self.positions(places)
        for block in self.blocks:
            x = block(x, mask)
        return self.head(self.norm(x))


def batch(examples, chosen):
    ids = torch.zeros(len(chosen), CONTEXT, dtype=torch.long)
    weights = torch.zeros(len(chosen), CONTEXT)
    for row, index in enumerate(chosen):
        prompt, completion = examples[index]
        text = list(prompt + completion)
        ids[row, : len(text)] = torch.tensor(text)
        weights[row, 1 : len(text)] = PROMPT_WEIGHT
        weights[row, len(prompt) : len(text)] = 1
    longest = int((weights > 0).any(0).nonzero().max()) + 1
    return ids[:, :longest], weights[:, :longest]


def loss(model, ids, weights):
    losses = functional.cross_entropy(model(ids[:, :-1]).transpose(1, 2), ids[:, 1:], reduction="none")
    return (losses * weights[:, 1:]).sum() / weights[:, 1:].sum()


def main(data, file):
    torch.manual_seed(1)
    torch.set_num_threads(1)
    with open(data, encoding="ascii") as lines:
        records = [json.loads(line) for line in lines]
    examples = [(each["prompt"].encode(), each["completion"].encode()) for each in records]
    held, examples = examples[:500], examples[500:]
    model = Gpt()
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, betas=(0.9, 0.98), weight_decay=0.01)
    for step in range(ENOUGH):
        rate = RATE * min(1, (step + 1) / 200) * 0.5 * (1 + math.cos(math.pi * step / STEPS))
        optimizer.param_groups[0]["lr"] = rate
        error = loss(model, *batch(examples, torch.randint(len(examples), (BATCH,)).tolist()))
        optimizer.zero_grad()
        error.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1)
        optimizer.step()
        if step % 250 == 249:
            with torch.no_grad():
                print(step + 1, float(error), float(loss(model, *batch(held, range(len(held))))), flush=True)
            export(model, file)


def export(model, file):
    options = {"dynamo": False} if torch.__version__ >= "2" else {}
    torch.onnx.export(
        model,
        torch.zeros(2, 8, dtype=torch.long),
        file,
        input_names=["input_ids"],
        output_names=["logits"],
        dynamic_axes={"input_ids": {0: "batch", 1: "length"}, "logits": {0: "batch", 1: "length"}},
        opset_version=14,
        do_constant_folding=False,
        **options,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
