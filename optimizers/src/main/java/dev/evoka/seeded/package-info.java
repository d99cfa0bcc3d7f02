/// What a seeded optimizer says to evaluators: a [dev.evoka.seeded.Generation] tells how each candidate follows
/// from its index, an [dev.evoka.seeded.Update] tells how a generation changed the model. Both are a few scalars,
/// whatever the model's size; base model and updates together are the model.
@NullMarked
package dev.evoka.seeded;

import org.jspecify.annotations.NullMarked;
