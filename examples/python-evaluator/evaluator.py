"""An evaluator in Python: takes the blocks of runs whose spec says `objective: {external: NAME}`, evaluates them with a
function of yours, and answers. Start as many as you like: they share the blocks.

Usage: evaluator.py BOOTSTRAP_SERVER SCHEMA_REGISTRY NAME [SECONDS]
Needs the Debian packages python3-confluent-kafka and python3-avro, or the same from PyPI.
"""

import json
import math
import os
import signal
import struct
import sys
import time

from confluent_kafka import Consumer, KafkaError, Producer, TopicPartition
from confluent_kafka.avro import CachedSchemaRegistryClient
from confluent_kafka.avro.serializer.message_serializer import MessageSerializer


def rows(shard):
    """The data of a shard. Here: points on a curve, every third one."""
    return [(x, 2.5 * math.sin(0.8 * x + 0.3)) for x in (0.1 * i for i in range(shard, 300, 3))]


def statistics(parameters, data):
    """What is summed over all rows: squared errors here, since the spec says `error: mse`."""
    amplitude, frequency, phase = parameters
    return sum((amplitude * math.sin(frequency * x + phase) - y) ** 2 for x, y in data)


class Runs:
    """The runs, read from evoka.runs when a block names one that is not known."""

    def __init__(self, bootstrap_server, values):
        self.values = values
        self.known = {}
        self.consumer = Consumer({
            "bootstrap.servers": bootstrap_server,
            "group.id": "python-runs-%d" % os.getpid(),
            "enable.auto.commit": False,
            "enable.partition.eof": True,
        })
        partitions = self.consumer.list_topics("evoka.runs", timeout=10).topics["evoka.runs"].partitions
        self.consumer.assign([TopicPartition("evoka.runs", number, 0) for number in partitions])
        self.at_end = set()
        self.partitions = set(partitions)

    def spec(self, run):
        if run not in self.known:
            self.at_end.clear()
        end = time.monotonic() + 10
        while run not in self.known and self.at_end != self.partitions and time.monotonic() < end:
            message = self.consumer.poll(0.5)
            if message is None:
                continue
            if message.error():
                if message.error().code() == KafkaError._PARTITION_EOF:
                    self.at_end.add(message.partition())
                continue
            self.at_end.discard(message.partition())
            if message.value() is not None:
                record = self.values.decode_message(message.value())
                self.known[record["run"]] = json.loads(record["spec"])
        return self.known.get(run)


def answer(block, data, evaluator):
    """Errors of all candidates of a block on a shard, as a record of evoka.fitness."""
    began = time.perf_counter_ns()
    numbers = block["parameters"]
    dimension = len(numbers) // 8 // block["count"]
    sums, failed, failure = [], [], None
    for i in range(block["count"]):
        parameters = struct.unpack_from("<%dd" % dimension, numbers, 8 * i * dimension)
        try:
            sums.append(statistics(parameters, data))
        except (ArithmeticError, ValueError) as e:
            sums.append(math.nan)
            failed.append(block["first"] + i)
            failure = failure or "%s: %s" % (type(e).__name__, e)
    return {
        "run": block["run"],
        "generation": block["generation"],
        "first": block["first"],
        "count": block["count"],
        "shard": block["shard"],
        "attempt": block["attempt"],
        "examples": len(data),
        "components": 1,
        "statistics": struct.pack("<%dd" % len(sums), *sums),
        "failed": struct.pack("<%di" % len(failed), *failed),
        "failure": failure,
        "evaluator": evaluator,
        "nanoseconds": time.perf_counter_ns() - began,
    }


def with_defaults(record, schema):
    """The record with the defaults of what it does not have: fields that came into the schema later do no harm."""
    for field in schema.fields:
        if field.name not in record and field.has_default:
            is_bytes = field.type.type == "bytes"
            record[field.name] = field.default.encode("latin-1") if is_bytes else field.default
    return record


def serve(bootstrap_server, registry, name, seconds):
    schemas = CachedSchemaRegistryClient({"url": registry})
    values = MessageSerializer(schemas)
    _, fitness, _ = schemas.get_latest_schema("evoka.fitness-value")
    evaluator = "python-%d" % os.getpid()
    runs = Runs(bootstrap_server, values)
    # A group of its own: evaluators of Evoka leave these blocks alone, and these leave all others alone.
    consumer = Consumer({
        "bootstrap.servers": bootstrap_server,
        "group.id": "evoka-evaluators-" + name,
        "auto.offset.reset": "earliest",
        "session.timeout.ms": 6000,
    })
    # Runs stay where Kafka's own clients put their key: librdkafka hashes in another way unless it is told.
    producer = Producer({"bootstrap.servers": bootstrap_server, "partitioner": "murmur2_random", "linger.ms": 0})
    shards = {}
    stopping = []
    signal.signal(signal.SIGTERM, lambda *_: stopping.append(True))
    consumer.subscribe(["evoka.candidates"])
    print("evaluator %s is up" % evaluator, flush=True)
    end = time.monotonic() + seconds
    while not stopping and time.monotonic() < end:
        message = consumer.poll(0.2)
        if message is None or message.error():
            continue
        block = values.decode_message(message.value())
        spec = runs.spec(block["run"])
        if spec is None or spec["objective"].get("external") != name:
            continue
        shard = block["shard"]
        if shard not in shards:
            shards[shard] = rows(shard)
        record = with_defaults(answer(block, shards[shard], evaluator), fitness)
        value = values.encode_record_with_schema("evoka.fitness", fitness, record)
        producer.produce("evoka.fitness", key=block["run"], value=value)
        producer.poll(0)
    producer.flush(5)
    consumer.close()


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2], sys.argv[3], float(sys.argv[4]) if len(sys.argv) > 4 else math.inf)
