package dev.evoka.seeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The binary forms of instructions and updates.
class FormTest {

    static List<Instruction> instructions() {
        return List.of(
                new Instruction(new Recipe.Same(), Scale.NONE, Batch.VALIDATION),
                new Instruction(new Recipe.OneSided(0.01f), Scale.RMS, Batch.training(0)),
                new Instruction(new Recipe.Anchored(0.01f), Scale.RMS, Batch.training(127)),
                new Instruction(new Recipe.Pairs(1e-3f), Scale.NONE, Batch.training(128)),
                new Instruction(new Recipe.Bred(0.01f, 4, 1), Scale.RMS, Batch.training(Long.MAX_VALUE)),
                new Instruction(new Recipe.Combined(3, 2, 0, new float[] {1, 2, 3, 4}), Scale.RMS, Batch.training(5)));
    }

    static List<Update> updates() {
        return List.of(
                new Update.Stay(0),
                new Update.Move(1L << 40, 9, Scale.RMS, 0.5f, 0, new float[] {1, 0, -3}),
                new Update.Move(3, 3, Scale.NONE, 1, 0.25f, new float[0]),
                new Update.Select(4, Scale.RMS, new Recipe.Bred(0.01f, 4, 1), new int[] {0, 300, 7}),
                new Update.Mark(5),
                new Update.Return(6));
    }

    @ParameterizedTest
    @MethodSource("instructions")
    void readsTheInstructionThatWasWritten(Instruction instruction) {
        Instruction read = Instruction.of(instruction.bytes());
        assertThat(read.scale()).isEqualTo(instruction.scale());
        assertThat(read.batch()).isEqualTo(instruction.batch());
        assertThat(read.bytes()).isEqualTo(instruction.bytes());
        assertThat(read.recipe().candidate(1, 2, 1))
                .isEqualTo(instruction.recipe().candidate(1, 2, 1));
    }

    @ParameterizedTest
    @MethodSource("updates")
    void readsTheUpdateThatWasWritten(Update update) {
        Update read = UpdateForm.of(UpdateForm.bytes(update));
        assertThat(read).usingRecursiveComparison().isEqualTo(update);
    }

    @ParameterizedTest
    @MethodSource("updates")
    void refusesAnUpdateThatIsCutOrLonger(Update update) {
        byte[] bytes = UpdateForm.bytes(update);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> UpdateForm.of(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> UpdateForm.of(longer)).hasMessageContaining("1 bytes too many");
    }

    @Test
    void refusesAnotherVersion() {
        byte[] bytes = UpdateForm.bytes(new Update.Stay(1));
        bytes[0] = (byte) 0xf0;
        assertThatThrownBy(() -> UpdateForm.of(bytes)).hasMessageContaining("version 1 but was of 15");
    }

    @Test
    void takesFourBytesACandidate() {
        Update update = new Update.Move(100_000, 100_000, Scale.RMS, 0.5f, 0, new float[1000]);
        assertThat(UpdateForm.bytes(update).length).isLessThan(4 * 1000 + 24);
        Instruction instruction = new Instruction(new Recipe.OneSided(0.01f), Scale.RMS, Batch.training(100_000));
        assertThat(instruction.bytes().length).isLessThan(12);
    }

    @Test
    void aBlockOfCombinedCandidatesHasItsOwnCoordinatesOnly() {
        Recipe.Combined recipe = new Recipe.Combined(7, 2, 0, new float[] {1, 2, 3, 4, 5, 6});
        Generation generation = new Generation(9, 3, new Instruction(recipe, Scale.RMS, Batch.training(0)));
        Instruction block = Instruction.of(generation.block(1, 2).bytes());
        assertThat(((Recipe.Combined) block.recipe()).coordinates()).containsExactly(3, 4, 5, 6);
        assertThat(block.recipe().candidate(1, 9, 2)).isEqualTo(recipe.candidate(1, 9, 2));
    }

    @Test
    void pairsShareNoiseAndDifferInSign() {
        Recipe pairs = new Recipe.Pairs(0.5f);
        assertThat(pairs.candidate(1, 4, 6).terms()).containsExactly(new Term(4, 3, 0.5f));
        assertThat(pairs.candidate(1, 4, 7).terms()).containsExactly(new Term(4, 3, -0.5f));
    }

    @Test
    void childrenAreBredFromAllParents() {
        Recipe.Bred bred = new Recipe.Bred(0.5f, 4, 2);
        int[] children = new int[4];
        for (int i = 2; i < 1002; i++) {
            children[bred.candidate(1, 4, i).parent()]++;
        }
        assertThat(Arrays.stream(children)).allMatch(count -> count > 180);
        assertThat(bred.candidate(1, 4, 1)).isEqualTo(Candidate.of(1));
    }
}
