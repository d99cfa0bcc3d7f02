/// A headless browser, for tests and benchmarks of the page.
@NullMarked
package dev.evoka.browser;

import org.jspecify.annotations.NullMarked;
