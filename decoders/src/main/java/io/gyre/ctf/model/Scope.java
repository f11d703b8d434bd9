package io.gyre.ctf.model;

/** The root structures of a packet and its events, in the order in which they are decoded. */
public enum Scope {
    PACKET_HEADER, PACKET_CONTEXT, EVENT_RECORD_HEADER, EVENT_RECORD_COMMON_CONTEXT, EVENT_RECORD_SPECIFIC_CONTEXT, EVENT_RECORD_PAYLOAD
}
