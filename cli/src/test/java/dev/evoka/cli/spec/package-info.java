/// The documentation of run specs follows from the records that they are bound to: keys and types from their
/// components, meanings from their javadoc, defaults from what a section without the key is bound to.
@NullMarked
package dev.evoka.cli.spec;

import org.jspecify.annotations.NullMarked;
