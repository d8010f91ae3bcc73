/** Why there was no response, human-readable, and whether the request may have arrived anyway. */
export interface NoAnswer {
  readonly advice: string;
  readonly mayHaveArrived: boolean;
}

interface Kind extends NoAnswer {
  readonly codes: RegExp;
}

/** By the error codes of Node, undici and OpenSSL, the more specific first. */
const kinds: readonly Kind[] = [
  {
    codes: /^(?:CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/,
    advice:
      "the site's certificate is not valid at this time: it ran out, or this machine's clock is " +
      'wrong. Renew the certificate.',
    mayHaveArrived: false,
  },
  {
    codes: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    advice:
      "the site's certificate is for another host name. Write baseUrl with the name that the " +
      'certificate is for.',
    mayHaveArrived: false,
  },
  {
    codes:
      /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|INVALID_CA|ERR_TLS_CERT\w*)$/,
    advice:
      "the site's certificate cannot be trusted: it is self-signed, its chain is incomplete, or " +
      'its authority is not known here. Have the site send its whole chain, or make its authority ' +
      'known to this machine (in Node, by NODE_EXTRA_CA_CERTS).',
    mayHaveArrived: false,
  },
  {
    codes: /^(?:EPROTO|ERR_SSL_\w+|ERR_TLS_\w+)$/,
    advice:
      'the site does not speak TLS that this machine understands. Check whether baseUrl is right ' +
      'in saying https, and its port.',
    mayHaveArrived: false,
  },
  {
    codes: /^(?:ENOTFOUND|EAI_\w+)$/,
    advice: 'the host name is not known. Check the spelling of baseUrl.',
    mayHaveArrived: false,
  },
  {
    codes: /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/,
    advice:
      'nothing listens there, or it cannot be reached from this machine. Check host and port of ' +
      'baseUrl, and that the site is up.',
    mayHaveArrived: false,
  },
  {
    codes:
      /^(?:\w*Timeout\w*|ETIMEDOUT|ECONNABORTED|UND_ERR_(?:HEADERS|BODY)_TIMEOUT|(?:request|body)-timeout)$/,
    advice: 'no whole answer came in time, as the site took too long. Try again later.',
    mayHaveArrived: true,
  },
];

const other: NoAnswer = {
  advice:
    'the connection broke. Check baseUrl, and that this machine can reach it; otherwise try again ' +
    'later.',
  mayHaveArrived: true,
};

/** @param codes of what the transport threw, as returned by `codesOf` of core */
export function explainNoAnswer(codes: readonly string[]): NoAnswer {
  const kind = kinds.find((one) => codes.some((code) => one.codes.test(code)));
  return kind ?? other;
}
