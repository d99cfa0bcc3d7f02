"""Reads Evoka's topics with Confluent's Python client and prints each record as a line of JSON.

Usage: read_topics.py BOOTSTRAP_SERVER SCHEMA_REGISTRY TOPIC...
Needs the Debian packages python3-confluent-kafka and python3-avro, or the same from PyPI.
Keys are plain strings; values are Avro, their schema comes from the registry.
"""

import json
import sys

from confluent_kafka import Consumer, KafkaError, TopicPartition
from confluent_kafka.avro import CachedSchemaRegistryClient
from confluent_kafka.avro.serializer.message_serializer import MessageSerializer


def read(bootstrap_server, registry, topics):
    """Yields all records that are there now."""
    values = MessageSerializer(CachedSchemaRegistryClient({"url": registry}))
    consumer = Consumer({
        "bootstrap.servers": bootstrap_server,
        "group.id": "read_topics",
        "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
        "enable.partition.eof": True,
    })
    known = consumer.list_topics(timeout=10).topics
    partitions = [TopicPartition(topic, number, 0) for topic in topics for number in known[topic].partitions]
    consumer.assign(partitions)
    unfinished = len(partitions)
    while unfinished > 0:
        message = consumer.poll(10)
        if message is None:
            sys.exit("no answer from " + bootstrap_server)
        if not message.error():
            yield message.topic(), message.key().decode(), values.decode_message(message.value())
        elif message.error().code() == KafkaError._PARTITION_EOF:
            unfinished -= 1
        else:
            sys.exit(str(message.error()))
    consumer.close()


if __name__ == "__main__":
    for topic, key, value in read(sys.argv[1], sys.argv[2], sys.argv[3:]):
        print(json.dumps({"topic": topic, "key": key, "value": value}, default=str))
