package io.gyre.wire;

/**
 * Names a chunk of a session line. As a record key, {@code host/session/created#chunk}: chunks of one line spread over the
 * partitions, while all that concerns one chunk stays together.
 *
 * @param number LTTng's chunk id, from 0; ids may skip
 */
public record ChunkId(LineId line, long number) {

    public ChunkId {
        if (number < 0) {
            throw new IllegalArgumentException("chunk ids count from 0, not " + number);
        }
    }

    /** {@return the record key} */
    public String key() {
        return line.key() + "#" + number;
    }

    /** {@return the chunk whose {@link #key()} this is} */
    public static ChunkId ofKey(String key) throws RecordException {
        int hash = key.indexOf('#');
        if (hash < 0) {
            throw KeyText.bad(key, "a chunk's key has '#' and a number at its end");
        }
        return new ChunkId(LineId.ofKey(key.substring(0, hash)), KeyText.number(key.substring(hash + 1), 0, key));
    }

    @Override
    public String toString() {
        return line + "#" + number;
    }
}
