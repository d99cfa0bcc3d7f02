/// Reading run specs: YAML or JSON bound to records, with errors that name path, value and remedy.
@NullMarked
package dev.evoka.spec;

import org.jspecify.annotations.NullMarked;
