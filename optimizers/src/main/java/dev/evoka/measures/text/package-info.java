/// Error measures of texts. They are counted over the whole corpus: what shards add are counts, never scores.
@NullMarked
package dev.evoka.measures.text;

import org.jspecify.annotations.NullMarked;
