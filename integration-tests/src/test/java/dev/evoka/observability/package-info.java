/// What others see of Evoka: metrics in Prometheus, the dashboard that asks for them, and traces.
@NullMarked
package dev.evoka.observability;

import org.jspecify.annotations.NullMarked;
