package dev.evoka.cli.broker;

import dev.evoka.topics.Keeping;
import dev.evoka.topics.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/// Keeps a run from filling the disk of somebody's own machine: blocks and answers of generations long closed are
/// forgotten by size, not only by age. Should a block go that is still wanted, it is given out again.
public final class DiskLimit {

    private static final String PARTITION_BYTES = Integer.toString(256 << 20);
    private static final String SEGMENT_BYTES = Integer.toString(32 << 20);

    private DiskLimit() {}

    /// Sets it. The topics must exist.
    public static void set(Admin admin) throws InterruptedException {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new LinkedHashMap<>();
        for (Topic topic : Topic.values()) {
            if (topic.keeping() == Keeping.SHORT) {
                List<AlterConfigOp> operations = new ArrayList<>();
                operations.add(change(TopicConfig.RETENTION_BYTES_CONFIG, PARTITION_BYTES));
                operations.add(change(TopicConfig.SEGMENT_BYTES_CONFIG, SEGMENT_BYTES));
                changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName()), operations);
            }
        }
        try {
            admin.incrementalAlterConfigs(changes).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the embedded broker takes no settings: " + e.getMessage(), e);
        }
    }

    private static AlterConfigOp change(String key, String value) {
        return new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
    }
}
