package dev.evoka.cli;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/// The shortest session that the brokers allow: the sooner a dead member is noticed, the sooner others take over.
final class Sessions {

    private static final int DEFAULT_MILLISECONDS = 6_000;
    private static final int SHORTEST_MILLISECONDS = 2_000;

    private Sessions() {}

    static int milliseconds(Admin admin) throws InterruptedException {
        try {
            String node =
                    admin.describeCluster().nodes().get().iterator().next().idString();
            ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node);
            Config config = admin.describeConfigs(List.of(broker)).all().get().get(broker);
            ConfigEntry least = config == null ? null : config.get("group.min.session.timeout.ms");
            return least == null || least.value() == null
                    ? DEFAULT_MILLISECONDS
                    : Math.max(SHORTEST_MILLISECONDS, Integer.parseInt(least.value()));
        } catch (ExecutionException e) {
            return DEFAULT_MILLISECONDS; // not allowed to look: Kafka's own default minimum
        }
    }
}
