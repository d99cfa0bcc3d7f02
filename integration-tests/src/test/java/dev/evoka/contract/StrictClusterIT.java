package dev.evoka.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evoka.spec.SpecException;
import dev.evoka.topics.Brokers;
import dev.evoka.topics.TopicCreator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a cluster that does not trust everybody, or is too small, makes of a start.
class StrictClusterIT {

    @TempDir
    Path folder;

    private static ThrowableAssertAlternative<SpecException> refusal(Admin admin) {
        return assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> TopicCreator.ensure(admin, 16))
                .matches(e -> String.valueOf(e.getMessage()).lines().count() == 1);
    }

    private static void allow(Admin admin, AclOperation operation) throws Exception {
        ResourcePattern topics = new ResourcePattern(ResourceType.TOPIC, "evoka.", PatternType.PREFIXED);
        AccessControlEntry entry = new AccessControlEntry("User:joe", "*", operation, AclPermissionType.ALLOW);
        admin.createAcls(List.of(new AclBinding(topics, entry))).all().get();
    }

    @Test
    void saysWhichRightIsMissingAndWorksWithoutTheRightToCreate() throws Exception {
        try (StrictBroker broker = new StrictBroker(folder, Map.of())) {
            assertThatExceptionOfType(SpecException.class)
                    .isThrownBy(() -> Brokers.connect(broker.client("joe", "wrong")))
                    .withMessageStartingWith("Kafka at %s refuses the login: ", broker.bootstrapServers())
                    .withMessageEndingWith(": correct security.protocol, sasl.* and ssl.* in --command-config");
            try (Admin admin = Brokers.connect(broker.client("admin", "admin"));
                    Admin joe = Brokers.connect(broker.client("joe", "joe"))) {
                refusal(joe)
                        .withMessageStartingWith("this user is not allowed to look at topic evoka.runs (")
                        .withMessageEndingWith(
                                "): let an administrator run kafka-acls.sh --bootstrap-server %s --add --allow-principal User:NAME --operation Describe --operation DescribeConfigs --operation Read --operation Write --topic evoka. --resource-pattern-type prefixed",
                                broker.bootstrapServers());
                allow(admin, AclOperation.DESCRIBE);
                Eventually.holds(() -> refusal(joe)
                        .withMessageStartingWith(
                                "topic evoka.runs is missing, and this user is not allowed to create it (")
                        .withMessageEndingWith(
                                "): let an administrator run kafka-topics.sh --bootstrap-server %s --create --topic evoka.runs --partitions 4 --config cleanup.policy=compact --config max.message.bytes=8388608",
                                broker.bootstrapServers()));
                TopicCreator.ensure(admin, 16);
                refusal(joe)
                        .withMessageStartingWith(
                                "this user is not allowed to look at the settings of topic evoka.runs (")
                        .withMessageContaining("--operation DescribeConfigs");
                allow(admin, AclOperation.DESCRIBE_CONFIGS);
                Eventually.holds(() -> assertThat(TopicCreator.ensure(joe, 16)).isEqualTo(16));
            }
        }
    }

    @Test
    void saysThatTheBrokersAreTooFewForTheCopies() throws Exception {
        try (StrictBroker broker = new StrictBroker(folder, Map.of("default.replication.factor", "3"));
                Admin admin = Brokers.connect(broker.client("admin", "admin"))) {
            refusal(admin)
                    .withMessageStartingWith(
                            "topic evoka.runs cannot be created, the brokers are fewer than default.replication.factor wants copies (")
                    .withMessageEndingWith(" --replication-factor 1");
        }
    }
}
