package io.gyre.publisher;

/** When the end of a session line is published. */
public enum Closing {
    /** When the session's folder shows no chunk that is still recorded. */
    WHEN_ENDED,
    /** After the last chunk there is, whatever the folder shows. */
    ALWAYS, NEVER
}
