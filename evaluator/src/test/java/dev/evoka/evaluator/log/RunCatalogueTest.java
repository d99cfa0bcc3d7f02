package dev.evoka.evaluator.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evoka.registry.client.RegistryException;
import dev.evoka.schemas.Run;
import dev.evoka.schemas.WantedState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunCatalogueTest {

    private static final TopicPartition PARTITION = new TopicPartition("evoka.runs", 0);

    private boolean registryAnswers = true;
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final RunCatalogue catalogue = new RunCatalogue(consumer, (topic, value) -> {
        if (value.length == 0) {
            throw new SerializationException("no run");
        }
        if (!registryAnswers) {
            throw new RegistryException(0, "the registry is away");
        }
        return Run.newBuilder()
                .setRun("run-" + value[0])
                .setName("")
                .setSpec("{}")
                .setMeasure("direct")
                .setClasses(0)
                .setShards(1)
                .setParameters(List.of())
                .setFacts("{}")
                .setWanted(WantedState.RUNNING)
                .setSubmitted(Instant.EPOCH)
                .build();
    });

    @BeforeEach
    void open() {
        Node[] nobody = {};
        consumer.updatePartitions(
                PARTITION.topic(), List.of(new PartitionInfo(PARTITION.topic(), 0, Node.noNode(), nobody, nobody)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        end(0);
    }

    @AfterEach
    void close() {
        catalogue.close();
    }

    private void end(long offset) {
        consumer.updateEndOffsets(Map.of(PARTITION, offset));
    }

    private void write(long offset, byte... value) {
        consumer.schedulePollTask(
                () -> consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, offset, "run-" + offset, value)));
        end(offset + 1);
    }

    @Test
    void findsARunThatIsInTheTopic() {
        write(0, (byte) 0);
        assertThat(catalogue.run("run-0")).map(Run::getRun).hasValue("run-0");
    }

    @Test
    void findsARunThatCameLater() {
        assertThat(catalogue.run("run-0")).isEmpty();
        write(0, (byte) 0);
        assertThat(catalogue.run("run-0")).isPresent();
    }

    @Test
    void passesOverWhatIsNoRun() {
        write(0);
        write(1, (byte) 1);
        assertThat(catalogue.run("run-1")).isPresent();
        assertThat(catalogue.run("run-0")).isEmpty();
    }

    @Test
    void doesNotTakeAnAbsentBrokerForAnUnknownRun() {
        end(5);
        consumer.setPollException(new TimeoutException("the broker is away"));
        assertThatThrownBy(() -> catalogue.run("run-0")).isInstanceOf(KafkaException.class);
    }

    @Test
    void readsAgainWhatItCouldNotReadWhileTheRegistryWasAway() {
        registryAnswers = false;
        write(0, (byte) 0);
        assertThatThrownBy(() -> catalogue.run("run-0")).isInstanceOf(RegistryException.class);
        registryAnswers = true;
        write(0, (byte) 0);
        assertThat(catalogue.run("run-0")).isPresent();
    }
}
