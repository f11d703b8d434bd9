package io.gyre.ctf;

/**
 * Where in a trace something was found. Unknown parts are negative.
 *
 * @param file path of the file as the user knows it; empty when the bytes had no name
 * @param line from 1, in the text of a metadata file
 * @param column from 1
 * @param packetIndex from 0, in the file
 * @param byteOffset from the start of the file
 * @param bit 0 to 7 within that byte
 */
public record Place(String file, int line, int column, long packetIndex, long byteOffset, int bit) {

    public static Place file(String file) {
        return new Place(file, -1, -1, -1, -1, -1);
    }

    public static Place text(String file, int line, int column) {
        return new Place(file, line, column, -1, -1, -1);
    }

    public static Place data(String file, long packetIndex, long byteOffset, int bit) {
        return new Place(file, -1, -1, packetIndex, byteOffset, bit);
    }

    public boolean isEmpty() {
        return file.isEmpty() && line < 0 && packetIndex < 0 && byteOffset < 0;
    }

    /** {@return {@code file:line:column} or {@code file, packet p, byte b, bit i}, leaving out what is unknown} */
    @Override
    public String toString() {
        var text = new StringBuilder(file);
        if (line >= 0) {
            text.append(':').append(line).append(':').append(column);
        }
        if (packetIndex >= 0) {
            text.append(", packet ").append(packetIndex);
        }
        if (byteOffset >= 0) {
            text.append(", byte ").append(byteOffset);
        }
        if (bit >= 0) {
            text.append(", bit ").append(bit);
        }
        return text.toString();
    }
}
