package dev.evoka.evaluator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evoka.evaluator.objective.PointObjective;
import dev.evoka.evaluator.objective.ShardObjective;
import dev.evoka.spec.SpecException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeasedObjectivesTest {

    private final AtomicLong clock = new AtomicLong();
    private final List<String> opened = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final LeasedObjectives<ShardObjective> objectives = new LeasedObjectives<>(this::open, clock::get);

    private ShardObjective open(String run, int shard) {
        String name = run + "/" + shard;
        opened.add(name);
        return new PointObjective() {
            @Override
            public double error(double[] parameters) {
                return 0;
            }

            @Override
            public Duration limit() {
                return Duration.ofSeconds(1);
            }

            @Override
            public void close() {
                closed.add(name);
            }
        };
    }

    private void use(String run, int shard) {
        try (LeasedObjectives<ShardObjective>.Lease lease = objectives.lease(run, shard)) {
            assertThat(lease.objective()).isNotNull();
        }
    }

    @Test
    void opensOnceForARunAndShard() {
        use("a", 0);
        use("a", 1);
        use("a", 0);
        assertThat(opened).containsExactly("a/0", "a/1");
    }

    @Test
    void closesWhatWasNotUsedForLongButNothingInUse() {
        try (LeasedObjectives<ShardObjective>.Lease busy = objectives.lease("busy", 0)) {
            assertThat(busy.objective()).isNotNull();
            use("over", 0);
            clock.addAndGet(Duration.ofMinutes(11).toNanos());
            use("new", 0);
            assertThat(closed).containsExactly("over/0");
        }
        objectives.close();
        assertThat(closed).containsExactlyInAnyOrder("over/0", "busy/0", "new/0");
    }

    @Test
    void anOpeningThatFailedIsTriedAgain() {
        AtomicInteger attempts = new AtomicInteger();
        LeasedObjectives<ShardObjective> failing = new LeasedObjectives<>(
                (run, shard) -> {
                    throw new SpecException("attempt " + attempts.incrementAndGet());
                },
                clock::get);
        for (int attempt = 1; attempt <= 2; attempt++) {
            try (LeasedObjectives<ShardObjective>.Lease lease = failing.lease("wrong", 0)) {
                assertThatThrownBy(lease::objective).hasMessage("attempt " + attempt);
            }
        }
    }
}
