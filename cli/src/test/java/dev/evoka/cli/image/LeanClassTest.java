package dev.evoka.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class LeanClassTest {

    private static List<CodeAttribute> code(byte[] file) {
        ClassModel model = ClassFile.of().parse(file);
        return model.methods().stream()
                .flatMap(method -> method.findAttribute(Attributes.code()).stream())
                .toList();
    }

    @Test
    void losesLocalVariablesAndNothingElse() throws IOException {
        List<CodeAttribute> before = code(SomeClass.file());
        List<CodeAttribute> after = code(LeanClass.of(SomeClass.file()));
        assertThat(before)
                .anySatisfy(each -> assertThat(each.findAttribute(Attributes.localVariableTable()))
                        .isPresent());
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            CodeAttribute lean = after.get(i);
            assertThat(lean.findAttribute(Attributes.localVariableTable())).isEqualTo(Optional.empty());
            assertThat(lean.codeArray()).isEqualTo(before.get(i).codeArray());
            assertThat(lean.exceptionHandlers()).hasSameSizeAs(before.get(i).exceptionHandlers());
            assertThat(lean.findAttribute(Attributes.lineNumberTable())).isPresent();
        }
    }

    @Test
    void runsAsBefore() throws Exception {
        byte[] lean = LeanClass.of(SomeClass.file());
        Class<?> loaded = new ClassLoader(null) {
            Class<?> define() {
                return defineClass(SomeClass.class.getName(), lean, 0, lean.length);
            }
        }.define();
        IntSupplier same = (IntSupplier) loaded.getConstructor().newInstance();
        assertThat(same.getAsInt()).isEqualTo(new SomeClass().getAsInt());
    }

    @Test
    void isTheSameAgain() throws IOException {
        byte[] lean = LeanClass.of(SomeClass.file());
        assertThat(lean).hasSizeLessThan(SomeClass.file().length);
        assertThat(LeanClass.of(lean)).isEqualTo(lean);
    }

    @Test
    void refusesWhatIsNoClass() {
        assertThatThrownBy(() -> LeanClass.of("not a class".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cafebabe");
    }
}
