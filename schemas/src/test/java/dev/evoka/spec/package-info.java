@NullMarked
package dev.evoka.spec;

import org.jspecify.annotations.NullMarked;
