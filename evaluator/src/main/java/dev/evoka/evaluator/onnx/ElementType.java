package dev.evoka.evaluator.onnx;

import java.util.Arrays;

/// Element types of tensors, with ONNX' numbers.
enum ElementType {
    FLOAT(1),
    INT32(6),
    INT64(7),
    BOOL(9),
    FLOAT16(10),
    DOUBLE(11),
    OTHER(0);

    private final int code;

    ElementType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static ElementType of(long code) {
        return Arrays.stream(values())
                .filter(each -> each.code == code)
                .findFirst()
                .orElse(OTHER);
    }
}
