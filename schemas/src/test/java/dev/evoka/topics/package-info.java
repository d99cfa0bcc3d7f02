/// Tests of the topics' settings and of the schemas' promises.
@NullMarked
package dev.evoka.topics;

import org.jspecify.annotations.NullMarked;
