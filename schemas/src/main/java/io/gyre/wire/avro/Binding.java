package io.gyre.wire.avro;

import io.gyre.wire.ContentDigest;
import io.gyre.wire.Sha256;
import io.gyre.wire.Xxh128;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;

/**
 * How values of one schema and values of one Java type stand for each other, decided once, when a codec is made.
 *
 * <table>
 * <caption>What goes with what</caption>
 * <tr><th>Avro</th><th>Java</th></tr>
 * <tr><td>boolean, int, long</td><td>the same</td></tr>
 * <tr><td>string</td><td>{@code String}, {@code UUID}</td></tr>
 * <tr><td>bytes</td><td>{@code byte[]}</td></tr>
 * <tr><td>fixed of 32 bytes, of 16 bytes</td><td>{@link Sha256}, {@link Xxh128}</td></tr>
 * <tr><td>union of these two</td><td>{@link ContentDigest}</td></tr>
 * <tr><td>enum</td><td>an enum with the same constants</td></tr>
 * <tr><td>array</td><td>{@code List}</td></tr>
 * <tr><td>union of null and another</td><td>the other, or null (which {@link RecordBinding} passes by)</td></tr>
 * <tr><td>record</td><td>a record with the same components</td></tr>
 * </table>
 */
sealed interface Binding permits Binding.Same, Binding.Text, Binding.Id, Binding.Bytes, Binding.Digest,
        Binding.Constant, Binding.ListOf, RecordBinding {

    /** {@return the Java value, not null, as Avro's generic data} */
    Object toAvro(Object java);

    /**
     * {@return Avro's generic data, not null, as the Java value}
     *
     * @throws AvroRuntimeException when the value is not possible in Java
     */
    Object toJava(Object avro);

    /** @throws IllegalArgumentException when the two do not go together */
    static Binding of(Schema schema, Type type) {
        return switch (schema.getType()) {
            case BOOLEAN -> expect(schema, type, new Same(), boolean.class, Boolean.class);
            case INT -> expect(schema, type, new Same(), int.class, Integer.class);
            case LONG -> expect(schema, type, new Same(), long.class, Long.class);
            case STRING -> type == UUID.class ? new Id() : expect(schema, type, new Text(), String.class);
            case BYTES -> expect(schema, type, new Bytes(), byte[].class);
            case FIXED -> expect(schema, type, new Digest(List.of(schema)), digestOf(schema));
            case ENUM -> Constant.of(schema, (Class<?>) type);
            case ARRAY -> new ListOf(schema, of(schema.getElementType(), elementOf(schema, type)));
            case UNION -> type == ContentDigest.class ? anyDigest(schema) : nullable(schema, type);
            case RECORD -> RecordBinding.of(schema, (Class<?>) type);
            case MAP, FLOAT, DOUBLE, NULL -> throw mismatch(schema, type);
        };
    }

    static IllegalArgumentException mismatch(Schema schema, Type type) {
        return new IllegalArgumentException("the schema " + schema + " and Java's " + type + " do not go together");
    }

    private static Binding expect(Schema schema, Type type, Binding binding, Class<?>... allowed) {
        if (!List.of(allowed).contains(type)) {
            throw mismatch(schema, type);
        }
        return binding;
    }

    private static Binding nullable(Schema schema, Type type) {
        List<Schema> branches = schema.getTypes();
        boolean primitive = type instanceof Class<?> plain && plain.isPrimitive();
        if (branches.size() != 2 || branches.getFirst().getType() != Schema.Type.NULL || primitive) {
            throw mismatch(schema, type);
        }
        return of(branches.getLast(), type);
    }

    private static Binding anyDigest(Schema schema) {
        for (Schema kind : schema.getTypes()) {
            digestOf(kind);
        }
        return new Digest(schema.getTypes());
    }

    private static Class<? extends ContentDigest> digestOf(Schema schema) {
        if (schema.getType() == Schema.Type.FIXED && schema.getFixedSize() == Sha256.BYTES) {
            return Sha256.class;
        }
        if (schema.getType() == Schema.Type.FIXED && schema.getFixedSize() == Xxh128.BYTES) {
            return Xxh128.class;
        }
        throw mismatch(schema, ContentDigest.class);
    }

    private static Type elementOf(Schema schema, Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return list.getActualTypeArguments()[0];
        }
        throw mismatch(schema, type);
    }

    /** Numbers and booleans are themselves. */
    record Same() implements Binding {
        @Override
        public Object toAvro(Object java) {
            return java;
        }

        @Override
        public Object toJava(Object avro) {
            return avro;
        }
    }

    record Text() implements Binding {
        @Override
        public Object toAvro(Object java) {
            return java;
        }

        @Override
        public Object toJava(Object avro) {
            return avro.toString();
        }
    }

    record Id() implements Binding {
        @Override
        public Object toAvro(Object java) {
            return java.toString();
        }

        @Override
        public Object toJava(Object avro) {
            return UUID.fromString(avro.toString());
        }
    }

    record Bytes() implements Binding {
        @Override
        public Object toAvro(Object java) {
            return ByteBuffer.wrap((byte[]) java);
        }

        @Override
        public Object toJava(Object avro) {
            var buffer = (ByteBuffer) avro;
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
    }

    /** @param kinds that the value may be of, each of another size */
    record Digest(List<Schema> kinds) implements Binding {
        @Override
        public Object toAvro(Object java) {
            byte[] bytes = ((ContentDigest) java).toBytes();
            for (Schema kind : kinds) {
                if (kind.getFixedSize() == bytes.length) {
                    return new GenericData.Fixed(kind, bytes);
                }
            }
            throw new IllegalStateException("no digest of " + bytes.length + " bytes is one of " + kinds);
        }

        @Override
        public Object toJava(Object avro) {
            return ContentDigest.wrap(((GenericFixed) avro).bytes());
        }
    }

    record Constant(Schema schema, List<? extends Enum<?>> constants) implements Binding {
        static Constant of(Schema schema, Class<?> type) {
            var constants = new ArrayList<Enum<?>>();
            Object[] all = type.getEnumConstants();
            for (Object constant : all == null ? new Object[0] : all) {
                constants.add((Enum<?>) constant);
            }
            if (!constants.stream().map(Enum::name).toList().equals(schema.getEnumSymbols())) {
                throw mismatch(schema, type);
            }
            return new Constant(schema, List.copyOf(constants));
        }

        @Override
        public Object toAvro(Object java) {
            return new GenericData.EnumSymbol(schema, ((Enum<?>) java).name());
        }

        @Override
        public Object toJava(Object avro) {
            return constants.get(schema.getEnumOrdinal(avro.toString()));
        }
    }

    record ListOf(Schema schema, Binding element) implements Binding {
        @Override
        public Object toAvro(Object java) {
            var list = (List<?>) java;
            var array = new GenericData.Array<Object>(list.size(), schema);
            list.forEach(value -> array.add(element.toAvro(value)));
            return array;
        }

        @Override
        public Object toJava(Object avro) {
            return ((List<?>) avro).stream().map(element::toJava).toList();
        }
    }
}
