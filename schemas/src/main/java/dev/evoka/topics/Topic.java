package dev.evoka.topics;

/// The topics of design and documentation, under their names without prefix.
public enum Topic {
    RUNS("evoka.runs"),
    CANDIDATES("evoka.candidates"),
    FITNESS("evoka.fitness"),
    UPDATES("evoka.updates"),
    PROGRESS("evoka.progress"),
    BEST("evoka.best"),
    DEAD_LETTERS("evoka.dead-letters");

    private final String topicName;

    Topic(String topicName) {
        this.topicName = topicName;
    }

    /// Name on the broker.
    public String topicName() {
        return topicName;
    }
}
