/// HTTP servers.
@NullMarked
package dev.evoka.web;

import org.jspecify.annotations.NullMarked;
