/// Reads what is shipped for Kubernetes as Kubernetes does.
@NullMarked
package dev.evoka.kubernetes;

import org.jspecify.annotations.NullMarked;
