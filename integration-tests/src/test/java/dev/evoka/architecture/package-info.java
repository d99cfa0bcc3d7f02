/// Rules about who may know whom.
@NullMarked
package dev.evoka.architecture;

import org.jspecify.annotations.NullMarked;
