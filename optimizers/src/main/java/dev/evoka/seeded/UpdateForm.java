package dev.evoka.seeded;

/// The binary form of updates: four bytes a candidate and about twenty more.
public final class UpdateForm {

    private UpdateForm() {}

    /// Writes an update.
    public static byte[] bytes(Update update) {
        FormWriter out = new FormWriter();
        switch (update) {
            case Update.Stay stay -> out.head(0).varint(stay.generation());
            case Update.Move move ->
                out.head(1)
                        .varint(move.generation())
                        .varint(move.noise())
                        .small(move.scale().code())
                        .number(move.learningRate())
                        .number(move.decay())
                        .numbers(move.coefficients());
            case Update.Select select -> {
                out.head(2)
                        .varint(select.generation())
                        .small(select.scale().code())
                        .number(select.recipe().sigma())
                        .varint(select.recipe().parents())
                        .varint(select.recipe().elites())
                        .varint(select.survivors().length);
                for (int each : select.survivors()) {
                    out.varint(each);
                }
            }
            case Update.Mark mark -> out.head(3).varint(mark.generation());
            case Update.Return back -> out.head(4).varint(back.generation());
        }
        return out.bytes();
    }

    /// Reads what [#bytes] wrote.
    ///
    /// @throws IllegalArgumentException if the bytes are of another version or no update
    public static Update of(byte[] bytes) {
        FormReader in = new FormReader("update", bytes);
        int kind = in.head();
        long generation = in.varint();
        Update update = switch (kind) {
            case 0 -> new Update.Stay(generation);
            case 1 ->
                new Update.Move(generation, in.varint(), in.scale(in.small()), in.number(), in.number(), in.numbers());
            case 2 -> {
                Scale scale = in.scale(in.small());
                Recipe.Bred recipe = new Recipe.Bred(in.number(), in.count(), in.count());
                int[] survivors = new int[Math.min(in.count(), bytes.length)];
                for (int i = 0; i < survivors.length; i++) {
                    survivors[i] = in.count();
                }
                yield new Update.Select(generation, scale, recipe, survivors);
            }
            case 3 -> new Update.Mark(generation);
            case 4 -> new Update.Return(generation);
            default -> throw in.unknown(kind);
        };
        in.end();
        return update;
    }
}
