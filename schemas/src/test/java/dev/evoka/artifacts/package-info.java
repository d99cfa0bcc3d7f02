/// Tests of artifacts: how they are put together and named.
@NullMarked
package dev.evoka.artifacts;

import org.jspecify.annotations.NullMarked;
