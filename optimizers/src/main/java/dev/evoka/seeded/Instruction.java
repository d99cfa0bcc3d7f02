package dev.evoka.seeded;

/// What evaluators are told about a block of candidates besides their indices.
///
/// @param recipe how each is made
/// @param scale unit of the recipe's amounts
/// @param batch examples that all of them see
public record Instruction(Recipe recipe, Scale scale, Batch batch) {

    /// A version and a kind, scale and batch, then the recipe's numbers; about ten bytes, but for
    /// [Recipe.Combined], whose coordinates travel.
    public byte[] bytes() {
        FormWriter out = new FormWriter();
        out.head(
                switch (recipe) {
                    case Recipe.Same same -> 0;
                    case Recipe.OneSided oneSided -> 1;
                    case Recipe.Anchored anchored -> 2;
                    case Recipe.Pairs pairs -> 3;
                    case Recipe.Bred bred -> 4;
                    case Recipe.Combined combined -> 5;
                });
        out.small(scale.code() << 1 | (batch.validation() ? 1 : 0)).varint(batch.number());
        switch (recipe) {
            case Recipe.Same same -> {}
            case Recipe.OneSided oneSided -> out.number(oneSided.sigma());
            case Recipe.Anchored anchored -> out.number(anchored.sigma());
            case Recipe.Pairs pairs -> out.number(pairs.sigma());
            case Recipe.Bred bred ->
                out.number(bred.sigma()).varint(bred.parents()).varint(bred.elites());
            case Recipe.Combined combined ->
                out.varint(combined.basis())
                        .varint(combined.dimension())
                        .varint(combined.first())
                        .numbers(combined.coordinates());
        }
        return out.bytes();
    }

    /// Reads what [#bytes] wrote.
    ///
    /// @throws IllegalArgumentException if the bytes are of another version or no instruction
    public static Instruction of(byte[] bytes) {
        FormReader in = new FormReader("instruction", bytes);
        int kind = in.head();
        int flags = in.small();
        Scale scale = in.scale(flags >>> 1);
        Batch batch = new Batch((flags & 1) == 1, in.varint());
        Recipe recipe = switch (kind) {
            case 0 -> new Recipe.Same();
            case 1 -> new Recipe.OneSided(in.number());
            case 2 -> new Recipe.Anchored(in.number());
            case 3 -> new Recipe.Pairs(in.number());
            case 4 -> new Recipe.Bred(in.number(), in.count(), in.count());
            case 5 -> new Recipe.Combined(in.varint(), in.count(), in.count(), in.numbers());
            default -> throw in.unknown(kind);
        };
        in.end();
        return new Instruction(recipe, scale, batch);
    }
}
