package dev.evoka.cli.image;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// A class file without the tables of local variables, which only debuggers read (Java Virtual Machine Specification,
/// chapter 4). The JVM keeps them for every method that it loads, and in the cache for the start. Lines of stack traces
/// stay.
final class LeanClass {

    private static final int MAGIC = 0xCAFEBABE;
    private static final Set<String> LEFT_OUT = Set.of("LocalVariableTable", "LocalVariableTypeTable");
    private static final int UTF8 = 1;

    private final DataInputStream in;
    private final Set<Integer> leftOut = new HashSet<>();
    private int code = -1;

    private LeanClass(byte[] file) {
        in = new DataInputStream(new ByteArrayInputStream(file));
    }

    /// @param file a class file of any version
    /// @return the same class
    /// @throws IOException if it is no class file
    static byte[] of(byte[] file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(file.length);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            new LeanClass(file).write(out);
        }
        return bytes.toByteArray();
    }

    private void write(DataOutputStream out) throws IOException {
        int magic = in.readInt();
        if (magic != MAGIC) {
            throw new IOException("a class file begins with %x but this one with %x".formatted(MAGIC, magic));
        }
        out.writeInt(magic);
        copy(out, 4); // version
        constants(out);
        copy(out, 6); // access, this class, super class
        copy(out, 2 * count(out)); // interfaces
        members(out);
        members(out);
        attributes(in, out);
    }

    private void constants(DataOutputStream out) throws IOException {
        int end = count(out);
        for (int i = 1; i < end; i++) {
            int tag = in.readUnsignedByte();
            out.writeByte(tag);
            switch (tag) {
                case UTF8 -> named(i, out);
                case 7, 8, 16, 19, 20 -> copy(out, 2);
                case 15 -> copy(out, 3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> copy(out, 4);
                case 5, 6 -> {
                    copy(out, 8);
                    i++; // long and double take two places
                }
                default -> throw new IOException("no constant has the tag " + tag);
            }
        }
    }

    private void named(int index, DataOutputStream out) throws IOException {
        String text = in.readUTF();
        out.writeUTF(text);
        if (text.equals("Code")) {
            code = index;
        } else if (LEFT_OUT.contains(text)) {
            leftOut.add(index);
        }
    }

    /// Fields, or methods.
    private void members(DataOutputStream out) throws IOException {
        for (int left = count(out); left > 0; left--) {
            copy(out, 6); // access, name, type
            attributes(in, out);
        }
    }

    private void attributes(DataInputStream from, DataOutputStream out) throws IOException {
        int number = from.readUnsignedShort();
        int kept = 0;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream to = new DataOutputStream(bytes);
        for (int left = number; left > 0; left--) {
            int name = from.readUnsignedShort();
            byte[] content = from.readNBytes(from.readInt());
            if (!leftOut.contains(name)) {
                byte[] lean = name == code ? body(content) : content;
                to.writeShort(name);
                to.writeInt(lean.length);
                to.write(lean);
                kept++;
            }
        }
        out.writeShort(kept);
        bytes.writeTo(out);
    }

    private byte[] body(byte[] content) throws IOException {
        DataInputStream from = new DataInputStream(new ByteArrayInputStream(content));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length);
        DataOutputStream to = new DataOutputStream(bytes);
        to.writeInt(from.readInt()); // stack, locals
        int length = from.readInt();
        to.writeInt(length);
        to.write(from.readNBytes(length));
        int handlers = from.readUnsignedShort();
        to.writeShort(handlers);
        to.write(from.readNBytes(8 * handlers));
        attributes(from, to);
        return bytes.toByteArray();
    }

    private int count(DataOutputStream out) throws IOException {
        int number = in.readUnsignedShort();
        out.writeShort(number);
        return number;
    }

    private void copy(DataOutputStream out, int length) throws IOException {
        out.write(in.readNBytes(length));
    }
}
