package dev.npexport.api.s3;

import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the answers of the S3 view. */
final class S3Xml {

  private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private S3Xml() {}

  static String error(S3Code code, String message, String resource, String requestId) {
    return document(
        xml -> {
          xml.writeStartElement("Error");
          element(xml, "Code", code.wire());
          element(xml, "Message", message);
          element(xml, "Resource", resource);
          element(xml, "RequestId", requestId);
          xml.writeEndElement();
        });
  }

  static String buckets(List<Buckets.Bucket> buckets) {
    return document(
        xml -> {
          root(xml, "ListAllMyBucketsResult");
          xml.writeStartElement("Owner");
          element(xml, "ID", "npexport");
          xml.writeEndElement();
          xml.writeStartElement("Buckets");
          for (Buckets.Bucket bucket : buckets) {
            xml.writeStartElement("Bucket");
            element(xml, "Name", bucket.name());
            element(xml, "CreationDate", time(bucket.created()));
            xml.writeEndElement();
          }
          xml.writeEndElement();
          xml.writeEndElement();
        });
  }

  /** The empty answer means the default region, us-east-1. */
  static String location() {
    return document(
        xml -> {
          root(xml, "LocationConstraint");
          xml.writeEndElement();
        });
  }

  static String listing(String bucket, ListRequest request, Listing listing) {
    return document(
        xml -> {
          root(xml, "ListBucketResult");
          element(xml, "Name", bucket);
          element(xml, "Prefix", key(request, request.prefix()));
          if (!request.delimiter().isEmpty()) {
            element(xml, "Delimiter", key(request, request.delimiter()));
          }
          element(xml, "MaxKeys", String.valueOf(request.maxKeys()));
          if (request.urlEncoded()) {
            element(xml, "EncodingType", "url");
          }
          place(xml, request, listing);
          element(xml, "IsTruncated", String.valueOf(listing.last().isPresent()));
          for (Map.Entry<String, S3Object> file : listing.files()) {
            xml.writeStartElement("Contents");
            element(xml, "Key", key(request, file.getKey()));
            element(xml, "LastModified", time(file.getValue().modified()));
            element(xml, "ETag", file.getValue().etag());
            element(xml, "Size", String.valueOf(file.getValue().size()));
            element(xml, "StorageClass", "STANDARD");
            xml.writeEndElement();
          }
          for (String prefix : listing.prefixes()) {
            xml.writeStartElement("CommonPrefixes");
            element(xml, "Prefix", key(request, prefix));
            xml.writeEndElement();
          }
          xml.writeEndElement();
        });
  }

  /** Where the listing began and goes on, which the two versions name differently. */
  private static void place(XMLStreamWriter xml, ListRequest request, Listing listing)
      throws XMLStreamException {
    if (request.version() == 1) {
      element(xml, "Marker", key(request, request.after()));
      if (listing.last().isPresent()) {
        element(xml, "NextMarker", key(request, listing.last().orElseThrow()));
      }
      return;
    }
    element(xml, "KeyCount", String.valueOf(listing.count()));
    if (request.continuationToken().isPresent()) {
      element(xml, "ContinuationToken", request.continuationToken().orElseThrow());
    }
    if (!request.startAfter().isEmpty()) {
      element(xml, "StartAfter", key(request, request.startAfter()));
    }
    if (listing.last().isPresent()) {
      element(xml, "NextContinuationToken", ListRequest.token(listing.last().orElseThrow()));
    }
  }

  private static String key(ListRequest request, String key) {
    return request.urlEncoded()
        ? URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/")
        : key;
  }

  private static String time(Instant time) {
    return TIME.format(time);
  }

  private static void root(XMLStreamWriter xml, String name) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeDefaultNamespace(NAMESPACE);
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(allowed(text));
    xml.writeEndElement();
  }

  /** XML has no place for most control characters and lone surrogates, escaped or not. */
  private static String allowed(String text) {
    StringBuilder kept = new StringBuilder();
    text.codePoints().map(c -> isAllowed(c) ? c : '\uFFFD').forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || c >= ' ' && c < Character.MIN_SURROGATE
        || c > Character.MAX_SURROGATE && c < 0xFFFE
        || c > 0xFFFF;
  }

  private static String document(Content content) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = FACTORY.createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      content.write(xml);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory", e);
    }
    return text.toString();
  }

  private interface Content {
    void write(XMLStreamWriter xml) throws XMLStreamException;
  }
}
