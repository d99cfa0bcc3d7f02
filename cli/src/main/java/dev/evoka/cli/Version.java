package dev.evoka.cli;

import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/// Versions of Evoka, and of what it runs on.
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Evoka.class.getPackage().getImplementationVersion();
        return new String[] {
            "evoka %s, Kafka %s, Java %s"
                    .formatted(
                            version == null ? "(not packaged)" : version, AppInfoParser.getVersion(), Runtime.version())
        };
    }
}
