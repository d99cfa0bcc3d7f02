package dev.evoka.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArtifactReferenceTest {

    private static final String SHA = "0123456789abcdef".repeat(4);

    @Test
    void isReadBack() {
        for (ArtifactReference reference : List.of(
                ArtifactReference.to(SHA),
                ArtifactReference.at(URI.create("https://example.org:81/a%20b.csv?key=1@2#x"), SHA))) {
            assertThat(ArtifactReference.of(reference.text())).contains(reference);
        }
        assertThat(ArtifactReference.of("/data/wine.csv")).isEmpty();
        assertThat(ArtifactReference.of("artifact:../../etc/passwd")).isEmpty();
        assertThat(ArtifactReference.of("artifact:%s@file:///etc/passwd".formatted(SHA)))
                .isEmpty();
    }

    @Test
    void replacesTextsAndNothingElse() {
        String json = "{\"file\":\"a\",\"rows\":3,\"mean\":0.1,\"list\":[\"a\",{\"b\":\"a\"},null,true]}";
        assertThat(ArtifactReference.replaced(json, text -> text.equals("a") ? "x" : text))
                .isEqualTo("{\"file\":\"x\",\"rows\":3,\"mean\":0.1,\"list\":[\"x\",{\"b\":\"x\"},null,true]}");
    }

    @Test
    void keepsTheBitsOfNumbers() {
        String json = "[0.1,1.0E-308,4.9E-324,12345678901234567,-0.0]";
        assertThat(ArtifactReference.replaced(json, text -> text)).isEqualTo(json);
    }
}
